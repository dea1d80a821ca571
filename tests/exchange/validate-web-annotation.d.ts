// The package has no types of its own.
declare module 'validate-web-annotation' {
  /** Whether an annotation keeps to the W3C Web Annotation Data Model, as far as its JSON schema goes. */
  export default function validateAnnotation(annotation: object): boolean;
}
