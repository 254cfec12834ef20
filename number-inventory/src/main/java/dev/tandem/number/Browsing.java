package dev.tandem.number;

import dev.tandem.number.store.AvailabilityStore;
import dev.tandem.number.store.ShelfRow;
import dev.tandem.number.store.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Shows a random few of the free numbers without holding them: two customers who browse at once should not want the same
 * number. The sample comes from a few shelves at random, so its cost does not grow with the stock.
 */
@Singleton
@Transactional
public class Browsing {
    /** Shelves asked one by one, so that the first does not fill the sample. */
    private static final int SHELVES_SAMPLED = 10;

    private static final int SHELVES_AT_ONCE = 100;
    /** Fewer would show everybody the first numbers of a shelf. */
    private static final int SAMPLED_PER_SHELF = 200;

    private final ShelfStore shelves;
    private final AvailabilityStore availability;
    private final Clock clock;
    private final Random random = new Random();

    /** For the container. */
    @Inject
    public Browsing(ShelfStore shelves, AvailabilityStore availability, Clock clock) {
        this.shelves = shelves;
        this.availability = availability;
        this.clock = clock;
    }

    /** Up to {@code browse.max()} free numbers, in no order; none when there are none. */
    public List<AvailableNumber> browse(Browse browse) {
        Search like = new Search(browse.country(), browse.type(), AssignmentType.APPLICATION, browse.wanted(), "", 1);
        List<ShelfRow> matching = new ArrayList<>(shelves.matching(like));
        Collections.shuffle(matching, random);
        Instant now = clock.instant();
        Set<AvailableNumber> found = new LinkedHashSet<>();
        int sampled = Math.min(SHELVES_SAMPLED, matching.size());
        for (ShelfRow shelf : matching.subList(0, sampled)) {
            found.addAll(availability.free(List.of(shelf), browse.prefixes(), SAMPLED_PER_SHELF, now));
        }
        for (int from = sampled; from < matching.size() && found.size() < browse.max(); from += SHELVES_AT_ONCE) {
            List<ShelfRow> some = matching.subList(from, Math.min(from + SHELVES_AT_ONCE, matching.size()));
            found.addAll(availability.free(some, browse.prefixes(), SAMPLED_PER_SHELF, now));
        }
        List<AvailableNumber> mixed = new ArrayList<>(found);
        Collections.shuffle(mixed, random);
        return List.copyOf(mixed.subList(0, Math.min(browse.max(), mixed.size())));
    }
}
