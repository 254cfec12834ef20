package dev.tandem.streaming;

import dev.tandem.streaming.Closure.Reason;
import dev.tandem.streaming.StreamUpdate.Details;
import java.util.OptionalLong;

/**
 * When to connect again: a bot that restarts or a network that fails is tried three more times, within about five seconds;
 * one that says no, or talks nonsense, is not. Pure.
 */
final class Reconnection {
    /** How the delays grow: 200 ms, 1 s and 3 s, say. */
    private static final int[] GROWTH = {1, 5, 15};

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final int firstMillis;
    private int attempts;

    Reconnection(int firstMillis) {
        this.firstMillis = firstMillis;
    }

    /** It works again: the next failure is a new one. */
    void succeeded() {
        attempts = 0;
    }

    /**
     * How long to wait before the next attempt; empty when there is to be none.
     *
     * @param chance evenly from 0 to 1: bots that lost a hundred streams must not get them all back at once
     */
    OptionalLong delayMillis(Closure closure, double chance) {
        if (!worthwhile(closure) || attempts == GROWTH.length) {
            return OptionalLong.empty();
        }
        long delay = (long) firstMillis * GROWTH[attempts++];
        return OptionalLong.of(delay / 2 + (long) (delay * chance));
    }

    private static boolean worthwhile(Closure closure) {
        return switch (closure.reason()) {
            case UNREACHABLE, TIMEOUT, LOST -> true;
            case CLOSED -> closure.code() != Closure.NORMAL;
            case REFUSED ->
                closure.code() >= SERVER_ERRORS
                        || closure.code() == REQUEST_TIMEOUT
                        || closure.code() == TOO_MANY_REQUESTS;
            case FORBIDDEN_TARGET, VIOLATION -> false;
        };
    }

    /** What a stream is told to have failed of. */
    static Details details(Closure closure, boolean everOpen) {
        if (closure.reason() == Reason.VIOLATION) {
            return Details.BAD_REQUEST;
        }
        if (everOpen) {
            return Details.CONNECTION_INTERRUPTED;
        }
        return switch (closure.reason()) {
            case FORBIDDEN_TARGET -> Details.FORBIDDEN;
            case TIMEOUT -> Details.SERVICE_TIMEOUT;
            case REFUSED -> refused(closure.code());
            default -> Details.INITIAL_CONNECTION_FAILED;
        };
    }

    private static Details refused(int status) {
        return switch (status) {
            case 400 -> Details.BAD_REQUEST;
            case 401 -> Details.AUTHENTICATION_FAILURE;
            case 403 -> Details.FORBIDDEN;
            case REQUEST_TIMEOUT -> Details.SERVICE_TIMEOUT;
            case TOO_MANY_REQUESTS -> Details.TOO_MANY_REQUESTS;
            default -> Details.INITIAL_CONNECTION_FAILED;
        };
    }
}
