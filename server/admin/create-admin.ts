// The command `create-admin`: somebody is an administrator from now on, and gets a link to come in by.
import { emailSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { UsageError, type Command } from './command.ts';

export const createAdmin: Command = {
  name: 'create-admin',
  words: ['EMAIL'],
  summary: 'Makes the person with this address an administrator, and prints a link that signs them in once',
  help: [
    'Somebody new chooses a password at the link. An account that was closed is opened again. There is no password',
    'on the command line, where others would see it.',
    '',
    '  --name NAME   the name of somebody new',
  ],
  options: { name: { type: 'string' } },
  run: async ({ accounts, db, environment }, given, talk) => {
    const email = emailSchema.safeParse(given.words[0]);
    if (!email.success) throw new UsageError(`"${given.words[0] ?? ''}" is not an e-mail address.`);
    const [known] = await accounts.findByEmails([email.data]);
    const name = lineSchema(120).safeParse(given.text('name'));
    if (!known && !name.success)
      throw new UsageError('Nobody has this address yet: say who it is with --name "Ada Lovelace".');
    const person = known ?? (await accounts.createPerson({ email: email.data, name: name.data ?? '' }));
    await db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: person.id }, { $set: { isAdmin: true, isDisabled: false } });
    const token = await accounts.createLink(person.hasPassword ? 'sign_in' : 'claim', person.id);
    const address = environment.publicUrl ?? `http://localhost:${String(environment.port)}`;
    talk.say(`${person.name} (${person.email}) is an administrator.`);
    talk.say(`This link works once${person.hasPassword ? ', within a day' : ''}: ${address}/link#${token}`);
    return 0;
  },
};
