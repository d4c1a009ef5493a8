/** `minOrderQuantity` as inputs and answers spell it: `min_order_quantity`. Digits stay with the word before them. */
export const snakeCase = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `min_order_quantity` as the code spells it: `minOrderQuantity`. */
export const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
