package dev.tandem.sip.dialog;

import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.transaction.Failure;
import java.time.Duration;
import java.util.Optional;

/** The leg a dialog belongs to, as the dialog sees it. On the loop of the Call-ID. */
public interface DialogUser {

    /** Something to tell the owner of the leg. */
    void report(SipLegEvent event);

    /** They said BYE, and perhaps why; it is answered. */
    void byeReceived(Dialog dialog, Optional<Reason> why);

    /** The dialog cannot go on. */
    void lost(Failure why);

    /** Runs a task later, unless the leg is over by then. The result calls it off. */
    Runnable after(Duration delay, Runnable task);
}
