// Where a character of a text field stands on the screen: measured in a copy that is laid out as the field is.

const copied = [
  ...['fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'letterSpacing', 'lineHeight', 'wordSpacing'],
  ...['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'tabSize', 'textIndent', 'textTransform'],
  ...['borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth'],
] as const;

/** In pixels. */
export interface Place {
  readonly left: number;
  readonly bottom: number;
}

/** Relative to the field's upper left corner: the left edge and the lower edge of the line that the character is in. */
export const placeOfCharacter = (field: HTMLTextAreaElement, at: number): Place => {
  const style = getComputedStyle(field);
  const copy = document.createElement('div');
  for (const name of copied) copy.style.setProperty(dashed(name), style.getPropertyValue(dashed(name)));
  Object.assign(copy.style, {
    ...{ position: 'fixed', visibility: 'hidden', top: '0', left: '0', borderStyle: 'solid' },
    ...{ boxSizing: 'border-box', width: `${String(field.clientWidth)}px` },
    ...{ whiteSpace: 'pre-wrap', overflowWrap: 'break-word' },
  });
  const mark = document.createElement('span');
  mark.textContent = field.value.slice(at) || '.';
  copy.append(field.value.slice(0, at), mark);
  document.body.append(copy);
  const line = Number.parseFloat(style.lineHeight) || 20;
  const place = { left: mark.offsetLeft, bottom: mark.offsetTop + line - field.scrollTop };
  copy.remove();
  return place;
};

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
