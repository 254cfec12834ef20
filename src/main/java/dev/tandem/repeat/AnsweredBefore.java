package dev.tandem.repeat;

/** Takes an earlier answer past a resource method that returns another type than {@code Response}. */
final class AnsweredBefore extends RuntimeException {

    private final transient KeptAnswer answer;

    AnsweredBefore(KeptAnswer answer) {
        // Not a failure: no stack trace to pay for.
        super("answered before", null, false, false);
        this.answer = answer;
    }

    KeptAnswer answer() {
        return answer;
    }
}
