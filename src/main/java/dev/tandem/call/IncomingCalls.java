package dev.tandem.call;

import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLegEvent;
import java.util.function.Consumer;

/** Makes a call of every INVITE that was admitted. Runs on SIP threads and hands over at once. */
public final class IncomingCalls implements SipApplication {

    private final Surroundings around;
    private final CallLoops loops;
    private final String tenant;

    /**
     * Makes the entry point for calls.
     *
     * @param tenant the resource that trunks belong to
     */
    public IncomingCalls(Surroundings around, CallLoops loops, String tenant) {
        this.around = around;
        this.loops = loops;
        this.tenant = tenant;
    }

    @Override
    public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
        String owner = invite.origin() instanceof Origin.User user ? user.aor().tenant() : tenant;
        CallSession call = new CallSession(
                invite, owner, around, loops.loopFor(invite.leg().callId()));
        call.start();
        return call::onCaller;
    }
}
