package dev.tandem.operation;

import java.util.Optional;

/** Knows where a number is. May read files: workers only. */
public interface Countries {

    /** The country (ISO 3166-1 alpha-2) of a number in +E.164; empty when it has none or is no number. */
    Optional<String> of(String number);
}
