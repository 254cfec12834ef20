package dev.tandem.sip.registrar;

import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.admission.Reply;
import dev.tandem.sip.admission.RequestView;
import dev.tandem.sip.auth.DigestRealm;
import java.time.Instant;

/** Answers REGISTER (RFC 3261, section 10.3). Thread-safe as far as its store is. */
public final class Registrar {

    /** Makes a registrar over a store. */
    public Registrar(SipDirectory directory, BindingStore bindings, DigestRealm realm) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Applies a REGISTER that passed the request checks and returns what to answer. */
    public Reply answer(RequestView register, Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }
}
