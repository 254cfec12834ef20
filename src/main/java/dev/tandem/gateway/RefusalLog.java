package dev.tandem.gateway;

import dev.tandem.security.SecurityLog;
import dev.tandem.security.SecurityLog.Event;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLegEvent;
import java.util.function.Consumer;

/** Tells the security log who may not call us, on the way to the application. */
record RefusalLog(SipApplication application, SecurityLog log) implements SipApplication {

    private static final int FORBIDDEN = 403;

    @Override
    public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
        return application.onInvite(invite);
    }

    @Override
    public void onRefused(RefusedInvite refused) {
        if (refused.status() == FORBIDDEN) {
            log.report(Event.SOURCE_REFUSED, address(refused.source()));
        }
        application.onRefused(refused);
    }

    @Override
    public void onWrongPassword(String address) {
        log.report(Event.DIGEST_FAILED, address);
        application.onWrongPassword(address);
    }

    private static String address(String source) {
        int port = source.lastIndexOf(':');
        return port < 0 ? source : source.substring(0, port);
    }
}
