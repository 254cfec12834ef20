package dev.tandem.sip.admission;

import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.auth.DigestRealm;
import java.time.Instant;

/** Who may call: users by flow or digest, trunks by source address or digest, nobody else. Thread-safe. */
public final class InviteAdmission {

    /** Makes an admission with no memory of refusals yet. */
    public InviteAdmission(SipDirectory directory, DigestRealm realm) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Decides about an INVITE outside a dialog that passed {@link RequestChecks}. */
    public Admission admit(RequestView invite, Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }
}
