import type { Cost, NumberType } from '../api/types';

/** Spacing for reading only; copies and requests keep E.164. */
export function phone(number: string): string {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (us) {
    return `+1 ${us[1]} ${us[2]} ${us[3]}`;
  }
  const gb = /^\+44(\d{2,4})(\d{3})(\d{4})$/.exec(number);
  return gb ? `+44 ${gb[1]} ${gb[2]} ${gb[3]}` : number;
}

/** What a person typed, as E.164; undefined if it cannot be one. */
export function e164(typed: string): string | undefined {
  const digits = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const full = digits.startsWith('+') ? digits : `+${digits}`;
  return /^\+[1-9]\d{4,14}$/.test(full) ? full : undefined;
}

/** 75 -> "1:15". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** Seconds between two ISO 8601 times; undefined if one is missing. */
export function secondsBetween(from?: string | null, to?: string | null): number | undefined {
  return from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined;
}

export function decimal(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}

export function price(cost: Cost | undefined): string {
  if (!cost) {
    return '';
  }
  const per = cost.billingFrequency === 'monthly' ? '/month' : ` ${cost.billingFrequency}`;
  return `${cost.currencyCode} ${cost.amount.toFixed(2)}${per}`;
}

const types: Record<NumberType, string> = { geographic: 'Local', tollFree: 'Toll-free', mobile: 'Mobile' };

export function typeWords(type: NumberType | undefined): string {
  return type ? types[type] : '';
}

/** "callerHungUp" or "caller_hung_up" -> "Caller hung up"; sentences stay as they are. */
export function sentence(word: string | null | undefined): string {
  if (!word) {
    return '–';
  }
  const spaced = word.includes(' ')
    ? word
    : word
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_-]/g, ' ')
        .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
