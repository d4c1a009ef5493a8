/** The only place that writes for a person. While the server serves, stdout is protocol and nothing here is called. */
export const print = (text: string): void => console.log(text);

export const printError = (text: string): void => console.error(text);
