// A link that looks like a button: it leads to a page, so it can be opened in another tab.
import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type Props = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>;

/** Typed by the router: `to`, `params`, `search`. */
export const LinkButton = createLink((props: Props) => <Button component="a" {...props} />);
