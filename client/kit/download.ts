// Hands the person a file that was made in the page or fetched by it.

/** Saves `text` under `name`. */
export const downloadText = (name: string, type: string, text: string): void => {
  downloadBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
};

/** Saves `blob` under `name`. */
export const downloadBlob = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
