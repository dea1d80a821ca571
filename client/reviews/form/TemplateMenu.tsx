// Forms to start from; what stood there is replaced only after a question.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReviewForm } from '#shared/reviews/form.ts';
import { formTemplates } from '#shared/reviews/templates.ts';
import { Confirm } from '#client/kit/Confirm.tsx';

type Template = (typeof formTemplates)[number];

const sayRoles = ({ form }: Template) =>
  form.roles.length > 1 ? form.roles.map(({ title }) => title).join(', ') : 'One form for everybody';

export const TemplateMenu = ({ onChoose }: { onChoose: (form: ReviewForm) => void }) => {
  const [chosen, setChosen] = useState<Template | null>(null);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            Start from a template
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formTemplates.map((template) => (
            <Menu.Item
              key={template.id}
              onClick={() => {
                setChosen(template);
              }}
            >
              {template.title}
              <span className="form-template">{sayRoles(template)}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={chosen !== null}
        title={`Start from “${chosen?.title ?? ''}”?`}
        verb="Replace the parts"
        onClose={() => {
          setChosen(null);
        }}
        onConfirm={() => {
          if (chosen) onChoose(chosen.form);
          setChosen(null);
        }}
      >
        All parts below are replaced by those of the template. Students see them only once you save; what they
        have answered stays readable.
      </Confirm>
    </>
  );
};
