package dev.tandem.event;

import dev.tandem.store.DataKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link SigningSecrets} as columns, sealed. */
@Embeddable
class SealedSecrets {

    @Column(name = "secret", nullable = false)
    String current = "";

    @Column(name = "old_secret")
    @Nullable String previous;

    @Column(name = "old_secret_until")
    @Nullable Instant previousUntil;

    /** For the persistence provider, and for {@link #of}. */
    protected SealedSecrets() {}

    static SealedSecrets of(SigningSecrets secrets, DataKey dataKey, String place) {
        SealedSecrets sealed = new SealedSecrets();
        sealed.current = dataKey.seal(secrets.current(), place);
        secrets.previous().ifPresent(old -> {
            sealed.previous = dataKey.seal(old.secret(), place);
            sealed.previousUntil = old.until();
        });
        return sealed;
    }

    SigningSecrets open(DataKey dataKey, String place) {
        @Nullable String old = previous;
        @Nullable Instant until = previousUntil;
        Optional<SigningSecrets.Previous> opened = old == null || until == null
                ? Optional.empty()
                : Optional.of(new SigningSecrets.Previous(dataKey.open(old, place), until));
        return new SigningSecrets(dataKey.open(current, place), opened);
    }
}
