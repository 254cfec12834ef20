package dev.tandem.number.imports;

import dev.tandem.number.E164;
import dev.tandem.number.NumberRange;
import dev.tandem.number.plan.NumberingPlan;
import dev.tandem.number.stock.Offer;
import dev.tandem.number.stock.Shelf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says for blocks of a thousand numbers where they belong, or why they are never sold, and remembers the last blocks: the
 * plans are slow to ask and do not divide such a block.
 */
final class PlacedNumbers {
    private static final int BLOCK = 1000;
    private static final int REMEMBERED_MAX = 4096;

    private final Map<Block, Placed> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Block, Placed> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    private record Block(long thousand, int digits) {}

    /** Country and area code, or a refusal. */
    private record Placed(String country, String areaCode, String refusal) {
        Shelf shelf(StockRange range) {
            return new Shelf(
                    country,
                    areaCode,
                    range.first().value().length() - 1,
                    range.place(),
                    new Offer(range.type(), range.capabilities(), range.price()),
                    range.trunk(),
                    "");
        }
    }

    /** A range cut where numbers begin to belong elsewhere, a thousand at most in a piece; or why it is refused, whole. */
    record Cut(List<ShelfRange> pieces, String refusal) {}

    Cut cut(StockRange range) {
        List<ShelfRange> pieces = new ArrayList<>();
        long last = range.last().digits();
        for (long from = range.first().digits(); from <= last; from = (from / BLOCK + 1) * BLOCK) {
            Placed placed = of(from, range.first().value().length() - 1);
            if (!placed.refusal().isEmpty()) {
                return new Cut(List.of(), placed.refusal());
            }
            long to = Math.min(last, (from / BLOCK + 1) * BLOCK - 1);
            pieces.add(new ShelfRange(new NumberRange(from, to), placed.shelf(range)));
        }
        return new Cut(pieces, "");
    }

    private Placed of(long number, int digits) {
        return blocks.computeIfAbsent(new Block(number / BLOCK, digits), unknown -> place(E164.ofDigits(number)));
    }

    private static Placed place(E164 number) {
        return NumberingPlan.refusal(number)
                .map(refusal -> new Placed("", "", refusal))
                .or(() -> NumberingPlan.country(number)
                        .map(country -> new Placed(country, NumberingPlan.areaCode(number), "")))
                .orElseGet(() -> new Placed("", "", "no country has this number"));
    }
}
