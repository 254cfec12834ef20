import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { purchasePath } from '../api/numbers';
import { useAction } from '../ui/action';
import { duration, phone, price } from '../ui/format';
import { AsCurl, Problem, Skeleton } from '../ui/parts';
import { every } from '../ui/poll';
import { buy, type Offer, offers } from './offers';

export function Offers({ searching }: { searching: boolean }) {
  const found = offers.value;
  if (searching) {
    return <Skeleton lines={3} label="Looking for numbers" />;
  }
  if (!found) {
    return null;
  }
  return (
    <div aria-live="polite">
      <ul class="offers">
        {found.map((offer) => (
          <OfferRow key={offer.number} offer={offer} />
        ))}
      </ul>
      <Held until={Math.min(...found.map((offer) => offer.heldUntil ?? Infinity))} />
      {found[0] && <AsCurl what="Buy" method="POST" path={purchasePath} body={{ searchId: found[0].searchId }} />}
    </div>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  const { run, running, problem } = useAction(() => buy(offer));
  return (
    <li>
      <div class="what">
        <span class="number">{phone(offer.number)}</span>
        <span class="hint">{price(offer.cost)}</span>
      </div>
      <button
        type="button"
        class="primary small"
        data-testid={`buy-${offer.number}`}
        aria-label={`Buy ${phone(offer.number)}`}
        disabled={running.value}
        aria-busy={running.value}
        onClick={() => void run()}
      >
        Buy
      </button>
      <Problem error={problem.value} />
    </li>
  );
}

/** How long the numbers stay ours to buy. */
function Held({ until }: { until: number }) {
  const left = useSignal(0);
  useEffect(
    () =>
      every(1000, async () => {
        left.value = (until - Date.now()) / 1000;
      }),
    [until],
  );
  if (!Number.isFinite(until)) {
    return null;
  }
  const words = left.value > 0 ? `Held for you for ${duration(left.value)}.` : 'No longer held for you. Search again.';
  return (
    <p class="hint" aria-live="off">
      {words}
    </p>
  );
}
