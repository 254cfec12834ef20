import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../api/numbers';
import type { Country, NumberType } from '../api/types';
import { useAction } from '../ui/action';
import { AsCurl, Problem } from '../ui/parts';
import { Offers } from './Offers';
import { find, offers } from './offers';

const FALLBACK: Country[] = [{ localizedName: 'United States', countryCode: 'US' }];

/** Search for numbers that can be bought, and buy one. */
export function FindNumber() {
  const country = useSignal('US');
  const type = useSignal<NumberType>('geographic');
  const areaCode = useSignal('');
  const countries = useSignal<Country[]>(FALLBACK);
  const areaCodes = useSignal<string[]>([]);
  const wanted = (): api.Wanted => ({
    country: country.value,
    type: type.value,
    ...(type.value === 'geographic' && areaCode.value ? { areaCode: areaCode.value } : {}),
  });
  const { run, running, problem } = useAction(() => find(wanted()));
  useEffect(() => {
    api.countries().then(
      (known) => {
        if (known.length) {
          countries.value = known;
        }
      },
      () => undefined,
    );
  }, []);
  useEffect(() => {
    areaCodes.value = [];
    api.areaCodes(country.value, type.value).then(
      (known) => (areaCodes.value = known),
      () => undefined,
    );
  }, [country.value, type.value]);
  const submit = (event: Event) => {
    event.preventDefault();
    void run();
  };
  return (
    <form onSubmit={submit} aria-label="Find a number">
      <div class="fields">
        <label>
          Country
          <select
            data-testid="country"
            value={country}
            onChange={(event) => (country.value = event.currentTarget.value)}
          >
            {countries.value.map((each) => (
              <option key={each.countryCode} value={each.countryCode}>
                {each.localizedName}
              </option>
            ))}
          </select>
        </label>
        <label>
          Type
          <select
            data-testid="number-type"
            value={type}
            onChange={(event) => (type.value = event.currentTarget.value as NumberType)}
          >
            <option value="geographic">Local</option>
            <option value="tollFree">Toll-free</option>
            <option value="mobile">Mobile</option>
          </select>
        </label>
        {type.value === 'geographic' && (
          <label>
            Area code
            <input
              list="area-codes"
              inputMode="numeric"
              autocomplete="off"
              placeholder="any"
              data-testid="area-code"
              value={areaCode}
              onInput={(event) => (areaCode.value = event.currentTarget.value.trim())}
            />
            <datalist id="area-codes">
              {areaCodes.value.map((code) => (
                <option key={code} value={code} />
              ))}
            </datalist>
          </label>
        )}
        <button
          type="submit"
          class={offers.value ? '' : 'primary'}
          data-testid="search"
          disabled={running.value}
          aria-busy={running.value}
        >
          {offers.value ? 'Search again' : 'Search'}
        </button>
      </div>
      <Problem error={problem.value} />
      <Offers searching={running.value} />
      <AsCurl what="Search" method="POST" path={api.searchPath(country.value)} body={api.searchBody(wanted())} />
    </form>
  );
}
