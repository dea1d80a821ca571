// Name, address and password of a new account, with the refusal's word beside each field.
import { TextInput } from '@mantine/core';
import { errorAt } from '#client/kit/FormProblem.tsx';
import { NewPassword } from './NewPassword.tsx';

export interface PersonDraft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const emptyPerson: PersonDraft = { name: '', email: '', password: '' };

/** The fields whose errors are shown here; the rest belongs above the form. */
export const personFields = ['name', 'email', 'password'] as const;

interface Props {
  readonly draft: PersonDraft;
  readonly error: Error | null;
  readonly onChange: (draft: PersonDraft) => void;
}

export const PersonFields = ({ draft, error, onChange }: Props) => (
  <>
    <TextInput
      label="Your name"
      description="As your class should see it."
      name="name"
      autoComplete="name"
      required
      maxLength={120}
      value={draft.name}
      error={errorAt(error, 'name')}
      onChange={(event) => {
        onChange({ ...draft, name: event.currentTarget.value });
      }}
    />
    <TextInput
      label="E-mail address"
      type="email"
      name="email"
      autoComplete="username"
      required
      maxLength={254}
      value={draft.email}
      error={errorAt(error, 'email')}
      onChange={(event) => {
        onChange({ ...draft, email: event.currentTarget.value });
      }}
    />
    <NewPassword
      value={draft.password}
      error={errorAt(error, 'password')}
      onChange={(password) => {
        onChange({ ...draft, password });
      }}
    />
  </>
);
