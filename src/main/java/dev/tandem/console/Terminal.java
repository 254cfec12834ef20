package dev.tandem.console;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody reads what we print as it appears. */
final class Terminal {

    private Terminal() {}

    // Before JDK 22 it is null without a terminal.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From JDK 22 on there is a console in any case, and it says itself what it is. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
