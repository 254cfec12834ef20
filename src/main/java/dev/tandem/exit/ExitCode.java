package dev.tandem.exit;

import io.quarkus.runtime.PreventFurtherStepsException;

/** Exit codes of the process, as {@code sysexits.h} numbers them; 0 and 143 are a stop that was asked for, 1 is a defect. */
public enum ExitCode {
    /** Another gateway works on the same database. */
    DATABASE_TAKEN(69),
    /** The database is not there, or did not come back in time. */
    DATABASE_AWAY(75),
    /** What configuration names, or the machine has to have, is missing or unusable. */
    CANNOT_START(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the shell sees. */
    public int number() {
        return number;
    }

    /** Thrown at start, it ends the process with this code; the sentence is all that is printed. */
    public RuntimeException refusal(String sentence) {
        return new PreventFurtherStepsException(sentence, number);
    }
}
