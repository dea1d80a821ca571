// All ways in, in real browsers: an invitation without a password, a second factor, a provider, another session ended, two accounts made one.
import { expect } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startJourney } from '#tests/support/journey.ts';
import { startOidcProvider, type TestProvider } from '#tests/support/oidc-provider.ts';
import { freePort } from '#tests/support/server.ts';

const port = await freePort();
const url = `http://127.0.0.1:${String(port)}`;
const provider: TestProvider = await startOidcProvider(`${url}/sign-in/oidc/callback`);
const { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET } = provider;
const journey = await startJourney(
  async ({ open }) => ({ desk: await open('Mei at her desk'), phone: await open('Mei on her phone') }),
  {
    env: {
      ...{ PORT: String(port), PUBLIC_URL: url, OIDC_NAME: 'Kestrel University' },
      ...{ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET },
    },
  },
);
const { chapter, client, desk, phone } = journey;
const password = 'a lamp and two papers';
const mei = { name: 'Mei Chen', email: 'mei@example.org' };
const elsewhere = { name: 'Mei Chen', email: 'chen.m@kestrel.example' };
/** What the staff would copy for them. */
const invitations = new Map<string, string>();
let secret = '';
let recovery: string[] = [];

const home = (page: Page) => page.getByRole('heading', { level: 1, name: /Mei$/ }).waitFor();
const account = async (page: Page) => {
  await page.goto(`${url}/account`);
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
};
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const signOut = async (page: Page) => {
  await page.getByRole('button', { name: mei.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: mei.name }).waitFor({ state: 'detached' });
  await page.goto(`${url}/sign-in`);
};
const code = (stepsLater = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsLater * 30_000 });

chapter('two courses invite one person by two addresses', async () => {
  const staff = client();
  const token = journey.server.administratorLink?.split('#')[1] ?? '';
  const ada = { name: 'Ada', email: 'ada@example.org', password };
  await staff.call(accountsRoutes.createAdministrator, { body: { token, ...ada } });
  for (const [title, who] of [
    ['Reading Systems', mei],
    ['Reading Networks', elsewhere],
  ] as const) {
    const courseId = newId();
    const fields = { code: '', term: '', timeZone: 'Europe/Berlin' };
    await staff.call(coursesRoutes.createCourse, { body: { id: courseId, title, ...fields } });
    const member = await staff.call(coursesRoutes.addMember, {
      params: { courseId },
      body: { ...who, role: 'student' },
    });
    const invited = await staff.call(coursesRoutes.inviteMember, {
      params: { courseId, personId: member.personId },
    });
    invitations.set(who.email, url + invited.link);
  }
});

chapter('one invitation is taken with a password, the other without one', async () => {
  await desk.goto(invitations.get(mei.email) ?? '');
  await desk.getByRole('textbox', { name: 'Password' }).fill(password);
  await desk.getByRole('button', { name: 'Save the password and enter' }).click();
  await home(desk);
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto(invitations.get(elsewhere.email) ?? '');
  await phone.getByRole('button', { name: 'Enter without a password' }).click();
  await home(phone);
  await phone
    .getByRole('link', { name: /Reading Networks/ })
    .first()
    .waitFor();
});

/** The first step of a sign-in that has a second one is answered with 403, whoever was signed out with 401, a link in its own account with 409. */
const withCode = (act: () => Promise<void>) => journey.forgiving(/status of 40[139]/, act);

chapter('a second factor is set up, and asked for from then on', () =>
  withCode(async () => {
    await account(desk);
    const factor = section(desk, 'Second factor');
    await factor.getByLabel('Your password').fill(password);
    await factor.getByRole('button', { name: 'Set up a second factor' }).click();
    secret = ((await factor.getByLabel('The secret as letters').textContent()) ?? '').replaceAll(' ', '');
    await factor.getByLabel('Code').fill(code());
    await factor.getByRole('button', { name: 'Turn it on' }).click();
    await factor.getByRole('button', { name: 'I have kept them' }).waitFor();
    recovery = await factor.getByRole('listitem').allTextContents();
    await factor.getByRole('button', { name: 'I have kept them' }).click();
    await signOut(desk);
    const signIn = async () => {
      await desk.getByLabel('E-mail address').fill(mei.email);
      await desk.getByRole('textbox', { name: 'Password' }).fill(password);
      await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    await signIn();
    // A code counts once, and this one was used to turn it on.
    await desk.getByLabel('Code').fill(code(1));
    await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
    await home(desk);
    await signOut(desk);
    await signIn();
    await desk.getByLabel('Code').fill(recovery[0] ?? '');
    await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
    await home(desk);
    await account(desk);
    await section(desk, 'Second factor').getByText('9 recovery codes are left.').waitFor();
  }),
);

chapter('the university’s sign-in is joined once its owner says so, and asks for the code, too', () =>
  withCode(async () => {
    const lab = await journey.open('Mei in the lab');
    provider.expect({ sub: 'mei', ...mei });
    await lab.goto(`${url}/sign-in`);
    await lab.getByRole('link', { name: /Kestrel University/ }).click();
    await lab.getByRole('heading', { name: 'Is this account yours?' }).waitFor();
    await lab.getByLabel('E-mail address').fill(mei.email);
    await lab.getByRole('textbox', { name: 'Password' }).fill(password);
    await lab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await lab.getByLabel('Code').fill(recovery[1] ?? '');
    await lab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await lab.getByRole('button', { name: 'Join the two' }).click();
    await section(lab, 'Sign in with Kestrel University').getByText(mei.email).waitFor();

    // From her desk she sees the lab’s browser, and ends it: its page is signed out by itself.
    await account(desk);
    await section(desk, 'Where you are signed in').getByRole('button', { name: /^End / }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await desk.getByText('It is signed out.').waitFor();
    await lab.goto(`${url}/account`);
    await lab.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await lab.close();
  }),
);

chapter('two accounts become one: the link is made in one and confirmed in the other', () =>
  withCode(async () => {
    await account(phone);
    const other = section(phone, 'Another account of yours');
    await other.getByRole('button', { name: 'Make the link for my other account' }).click();
    const link = await other.getByLabel('The link for your other account').inputValue();
    // Opened where it was made it says so, and does nothing.
    const same = await phone.context().newPage();
    await same.goto(link);
    await same.getByText(/^This link was made in the account that you are signed in with/).waitFor();
    await same.close();

    await desk.goto(link);
    await desk.getByRole('heading', { name: 'Make two accounts one' }).waitFor();
    await desk.getByText('Reading Networks').waitFor();
    expect(new URL(desk.url()).hash).toBe('');
    await desk.getByRole('button', { name: 'Make them one account' }).click();
    await desk.getByText('Your two accounts are one.').waitFor();
    for (const title of ['Reading Systems', 'Reading Networks'])
      await desk
        .getByRole('link', { name: new RegExp(title) })
        .first()
        .waitFor();
    await phone.goto(`${url}/account`);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    // The other address and the password of the account that stayed.
    await phone.getByLabel('E-mail address').fill(elsewhere.email);
    await phone.getByRole('textbox', { name: 'Password' }).fill(password);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await phone.getByLabel('Code').waitFor();
    await provider.close();
  }),
);
