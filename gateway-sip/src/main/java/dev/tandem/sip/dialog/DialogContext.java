package dev.tandem.sip.dialog;

import dev.tandem.sip.auth.DigestClient;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.transaction.Transactions;

/**
 * What the dialogs of one leg share.
 *
 * @param transactions what their requests are sent by
 * @param address what we call ourselves
 * @param hop where requests go when the dialog does not say better
 * @param digest answers challenges
 * @param callIdIsOurs whether the first INVITE was ours
 * @param user the leg
 */
public record DialogContext(
        Transactions transactions,
        OurAddress address,
        Hop hop,
        DigestClient digest,
        boolean callIdIsOurs,
        DialogUser user) {}
