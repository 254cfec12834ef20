package dev.tandem.call;

import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLegEvent;
import java.util.function.Consumer;

/** Makes a call of every INVITE that was admitted. Runs on SIP threads and hands over at once. */
public final class IncomingCalls implements SipApplication {

    private final CallServices services;
    private final CallLoops loops;
    private final String tenant;

    /**
     * Makes the entry point for calls.
     *
     * @param tenant the resource that trunks belong to
     */
    public IncomingCalls(CallServices services, CallLoops loops, String tenant) {
        this.services = services;
        this.loops = loops;
        this.tenant = tenant;
    }

    @Override
    public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
        String owner = invite.origin() instanceof Origin.User user ? user.aor().tenant() : tenant;
        Call call =
                Call.placed(invite, owner, services, loops.loopFor(invite.leg().callId()));
        call.start();
        return call.placement().orElseThrow()::onCaller;
    }
}
