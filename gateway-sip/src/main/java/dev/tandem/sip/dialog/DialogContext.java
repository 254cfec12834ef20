package dev.tandem.sip.dialog;

import dev.tandem.sip.auth.DigestClient;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.transaction.Transactions;
import java.util.function.Supplier;

/**
 * What the dialogs of one leg share.
 *
 * @param transactions what their requests are sent by
 * @param address what we call ourselves
 * @param hops where requests go when the dialog does not say better: the peer may come over another connection
 * @param digest answers challenges
 * @param callIdIsOurs whether the first INVITE was ours
 * @param user the leg
 */
public record DialogContext(
        Transactions transactions,
        OurAddress address,
        Supplier<Hop> hops,
        DigestClient digest,
        boolean callIdIsOurs,
        DialogUser user) {

    /** Where requests go now. */
    Hop hop() {
        return hops.get();
    }
}
