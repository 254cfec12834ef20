package dev.tandem.config;

import java.util.Optional;

/** {@code tandem.tls.*}. */
public interface TlsConfig {

    /** Certificate chain. */
    @About(
            unit = "file, PEM",
            value =
                    "Certificate of HTTPS and SIP over TLS, and the chain to its issuer. Watched: a new one is served within"
                            + " a minute. Unset: Tandem makes one, signed by a CA of its own.")
    Optional<String> certificate();

    /** Its private key. */
    @About(unit = "file, PEM", value = "Private key of tandem.tls.certificate, without a passphrase.")
    Optional<String> key();
}
