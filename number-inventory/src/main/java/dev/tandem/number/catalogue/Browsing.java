package dev.tandem.number.catalogue;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.NumberRange;
import dev.tandem.number.Place;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.stock.AvailabilityStore;
import dev.tandem.number.stock.AvailableNumber;
import dev.tandem.number.stock.ShelfStore;
import dev.tandem.number.stock.StoredOffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shows a random few of the free numbers without holding them: two customers who browse at once should not want the same
 * number. The sample comes from a few shelves at random, or from the ranges asked for: its cost does not grow with the stock.
 */
@Singleton
@Transactional
public class Browsing {
    /** Shelves asked one by one, so that the first does not fill the sample. */
    private static final int SHELVES_SAMPLED = 10;

    /** Shelves asked when those have too few. */
    private static final int SHELVES_MAX = 1000;

    /** Fewer would show everybody the first numbers of a shelf. */
    private static final int SAMPLED = 200;

    private final ShelfStore shelves;
    private final AvailabilityStore availability;
    private final Random random = new Random();

    /** For the container. */
    @Inject
    public Browsing(ShelfStore shelves, AvailabilityStore availability) {
        this.shelves = shelves;
        this.availability = availability;
    }

    /** Up to {@code browse.max()} free numbers, in no order; none when there are none. */
    public List<AvailableNumber> browse(Browse browse) {
        List<StoredOffer> offers = shelves.matching(new SearchCriteria(
                browse.country(), browse.type(), AssignmentType.APPLICATION, browse.wanted(), "", 1));
        Set<AvailableNumber> found =
                browse.prefixes().isEmpty() ? onShelves(offers, browse.max()) : inRanges(offers, browse.prefixes());
        List<AvailableNumber> mixed = new ArrayList<>(found);
        Collections.shuffle(mixed, random);
        return List.copyOf(mixed.subList(0, Math.min(browse.max(), mixed.size())));
    }

    private Set<AvailableNumber> onShelves(List<StoredOffer> offers, int max) {
        List<Integer> matching = new ArrayList<>(offers.stream()
                .flatMap(offer -> shelves.shelves(offer.id(), "", Place.NATIONWIDE, SHELVES_MAX).stream())
                .toList());
        Collections.shuffle(matching, random);
        Set<AvailableNumber> found = new LinkedHashSet<>();
        for (int i = 0; i < matching.size() && (i < SHELVES_SAMPLED || found.size() < max); i++) {
            found.addAll(availability.onShelf(matching.get(i), SAMPLED));
        }
        return found;
    }

    private Set<AvailableNumber> inRanges(List<StoredOffer> offers, List<String> prefixes) {
        Set<AvailableNumber> found = new LinkedHashSet<>();
        for (StoredOffer offer : offers) {
            ranges(prefixes, offer.digits())
                    .forEach(range -> found.addAll(availability.inRange(offer.id(), range, SAMPLED)));
        }
        return found;
    }

    private static Stream<NumberRange> ranges(List<String> prefixes, int digits) {
        return prefixes.stream().flatMap(prefix -> NumberRange.of(prefix.substring(1), digits).stream());
    }
}
