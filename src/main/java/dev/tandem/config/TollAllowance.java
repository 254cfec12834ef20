package dev.tandem.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much somebody may call: {@code at once/a minute/minutes a day}, zero of anything for no limit. */
public record TollAllowance(int callsAtOnce, int callsPerMinute, int minutesPerDay) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,8})/(\\d{1,8})/(\\d{1,8})");

    /** Reads {@code 5/20/600}; configuration calls this. */
    public static TollAllowance of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an allowance such as 5/20/600: " + text);
        }
        return new TollAllowance(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
