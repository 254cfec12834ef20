package dev.tandem.phonenumbers;

import dev.tandem.acs.PageRequest;
import dev.tandem.host.PublicUrl;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a catalogue list, asked for with {@code skip} and {@code maxPageSize}, and where the next one is. */
record Page<T>(List<T> items, @Nullable String nextLink) {
    /** A list that can be read in parts. */
    interface Source<T> {
        List<T> read(int skip, int max);
    }

    static <T> Page<T> read(UriInfo uri, PublicUrl url, Source<T> source) {
        PageRequest asked = PageRequest.of(uri, "maxPageSize");
        List<T> found = source.read(asked.skip(), asked.top() + 1);
        if (found.size() <= asked.top()) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, asked.top()), url.nextLink(uri, asked.skip() + asked.top()));
    }
}
