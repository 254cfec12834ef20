package dev.tandem.call;

/**
 * Chooses, among the refusals of a call's branches, the one the caller is told (RFC 3261, section 16.7, step 6).
 *
 * <p>Not thread-safe; owned by its call.
 */
final class FailedBranches {

    private int status;
    private String text = "";

    void add(int failedStatus, String reason) {
        if (status == 0 || rank(failedStatus) < rank(status)) {
            status = failedStatus;
            text = reason;
        }
    }

    /** Whether the next trunk may be tried: only when this one is down, never when the callee said no. */
    static boolean mayTryNextTrunk(int failedStatus) {
        return failedStatus == 408 || failedStatus == 503 || failedStatus == 504;
    }

    /** What the caller is told. */
    int status() {
        return HopsAnswer.toldAs(status);
    }

    String text() {
        return HopsAnswer.phrase(status, text);
    }

    /** Whether somebody declined for everybody (6xx). */
    boolean isFinal() {
        return status >= 600;
    }

    EndReason reason() {
        return switch (status) {
            case 404, 410, 484, 604 -> EndReason.NOT_FOUND;
            case 486, 600 -> EndReason.BUSY;
            case 408, 480 -> EndReason.NO_ANSWER;
            case 488, 606 -> EndReason.MEDIA_FAILED;
            default -> status >= 500 && status < 600 ? EndReason.TRUNK_FAILED : EndReason.REJECTED;
        };
    }

    /** 6xx first, then a person's own answer (busy, declined), then the rest, timeouts and server failures last. */
    private static int rank(int failedStatus) {
        if (failedStatus >= 600) {
            return 0;
        }
        return switch (failedStatus) {
            case 486 -> 1;
            case 408 -> 8;
            case 503 -> 9;
            default -> failedStatus < 400 ? 6 : failedStatus < 500 ? 3 : 7;
        };
    }
}
