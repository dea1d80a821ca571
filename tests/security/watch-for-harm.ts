// Tells when something that was written acts in a page: runs, asks for something, breaks the policy, or becomes an element.
import type { Page } from 'playwright-core';

/** From now on, in every page that this window opens. */
export const watchForHarm = async (page: Page, url: string, tell: (what: string) => void): Promise<void> => {
  await page.exposeFunction('evil', (which: unknown) => {
    tell(`a script ran: ${String(which)}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      // zod tries once whether it may compile its schemas, and is told that it may not.
      if (blockedURI === 'eval') return;
      (window as unknown as { evil(what: string): void }).evil(`${violatedDirective} ${blockedURI}`);
    });
  });
  page.on('dialog', (dialog) => {
    tell('a dialog opened');
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const address = request.url();
    const isOwn = address.startsWith(url) || /^(data|blob|wss?):/.test(address);
    if (!isOwn || new URL(address).pathname.startsWith('/evil')) tell(`it asked for ${address}`);
  });
};

/** What is wrong in a page as it is now, and all that can be read in it. */
export const lookForHarm = (page: Page): Promise<{ found: string[]; text: string }> =>
  page.evaluate(() => {
    const found: string[] = [];
    let text = document.documentElement.outerHTML;
    for (const element of document.querySelectorAll('*')) {
      const name = element.localName;
      const describe = (what: string) => found.push(`<${name}> ${what}`);
      if (element.hasAttribute('data-evil') || /^(x-evil|base|iframe|object|embed)$/.test(name))
        describe('was written by somebody');
      for (const { name: attribute, value } of element.attributes) {
        if (attribute.startsWith('on')) describe(`${attribute}=${value}`);
        if (
          /^(href|src|action|formaction|xlink:href)$/.test(attribute) &&
          /^\s*(javascript|vbscript):/i.test(value)
        )
          describe(`${attribute}=${value}`);
        if (attribute === 'href' && /^\s*data:/i.test(value)) describe(`${attribute}=${value}`);
      }
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        text += element.value;
    }
    return { found, text };
  });
