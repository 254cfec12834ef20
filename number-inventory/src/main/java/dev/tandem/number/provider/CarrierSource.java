package dev.tandem.number.provider;

import java.util.Optional;

/** The carrier that sells what the pool has not got, if there is one. */
public record CarrierSource(Optional<NumberProvider> provider) {
    /** The pool is all there is. */
    public static final CarrierSource NONE = new CarrierSource(Optional.empty());
}
