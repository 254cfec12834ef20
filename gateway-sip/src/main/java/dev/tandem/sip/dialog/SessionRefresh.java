package dev.tandem.sip.dialog;

import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.transaction.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the session timer of a dialog: refreshes in time, or expects them to (RFC 4028, section 10). */
final class SessionRefresh {
    private static final Failure EXPIRED =
            new Failure(Cause.SESSION_EXPIRED, 408, "the remote side did not refresh the session");

    private final DialogUser user;
    private final Runnable refresh;
    private Optional<SessionTimer> agreed = Optional.empty();
    private Runnable callOff = () -> {};
    private int minSeSeconds = SessionTimer.MIN_SE_SECONDS;
    private int raised;

    /** @param refresh sends a refresh of ours */
    SessionRefresh(DialogUser user, Runnable refresh) {
        this.user = user;
        this.refresh = refresh;
    }

    /** Starts the timer they and we agreed on, or starts it anew. */
    void start(SessionTimer timer) {
        stop();
        agreed = Optional.of(timer);
        callOff = timer.weRefresh()
                ? user.after(Duration.ofSeconds(timer.refreshAfterSeconds()), refresh)
                : user.after(Duration.ofSeconds(timer.expireAfterSeconds()), () -> user.lost(EXPIRED));
    }

    /** What their 2xx to a request of ours set; without a word in it they dropped the timer (section 7.2), we keep ours. */
    void answered(Optional<String> sessionExpires) {
        SessionTimer.answered(sessionExpires).or(() -> agreed).ifPresent(this::start);
    }

    /** Starts the timer anew, if there is one. */
    void restart() {
        agreed.ifPresent(this::start);
    }

    /** A 422 of theirs asks for a longer interval (section 7.3); false when that is not to be met. */
    boolean raised(Optional<String> theirMinSe) {
        Optional<Integer> wanted = SessionTimer.minimum(theirMinSe, minSeSeconds);
        if (wanted.isEmpty() || agreed.isEmpty() || raised++ >= SessionTimer.RAISED_MAX) {
            return false;
        }
        minSeSeconds = wanted.get();
        agreed = agreed.map(
                timer -> new SessionTimer(Math.max(timer.intervalSeconds(), minSeSeconds), timer.weRefresh()));
        return true;
    }

    void stop() {
        callOff.run();
    }

    /** What a request of ours says of it. */
    List<Header> headers() {
        return agreed.map(timer -> List.of(
                        new Header("Session-Expires", timer.intervalSeconds() + ";refresher=uac"),
                        new Header("Min-SE", Integer.toString(minSeSeconds))))
                .orElse(List.of());
    }
}
