package dev.tandem.speech;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The voices espeak-ng has, by language and name; nothing else may be asked of it, least of all a file. A value. */
final class EspeakVoices {

    /** What {@code espeak-ng --voices} prints a line: priority, language, age and gender, name, file, other languages. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+\\s+(\\S+)\\s+\\S+\\s+(\\S+)\\s+\\S+(.*)");

    private static final Pattern OTHER_LANGUAGE = Pattern.compile("\\((\\S+) \\d+\\)");

    /** Names such as en-US-JennyNeural are another vendor's: their language is the best we have. */
    private static final Pattern LANGUAGE_FIRST = Pattern.compile("(([a-z]{2,3})-[a-z]{2,4})(-[a-z0-9:-]*)?");

    private static final Pattern VARIANT = Pattern.compile("(.*)(\\+[mf][1-8])");

    private final Set<String> names;

    private EspeakVoices(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Reads what the program prints of them. */
    static EspeakVoices of(String listing) {
        Set<String> names = new HashSet<>();
        listing.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            names.add(line.group(1).toLowerCase(Locale.ROOT));
            names.add(line.group(2).toLowerCase(Locale.ROOT));
            OTHER_LANGUAGE.matcher(line.group(3)).results().forEach(other -> names.add(other.group(1)));
        });
        return new EspeakVoices(names);
    }

    /** The voice that is asked for by a name or a language; empty when there is none. */
    Optional<String> find(String asked) {
        String wanted = asked.toLowerCase(Locale.ROOT);
        Matcher variant = VARIANT.matcher(wanted);
        if (variant.matches()) {
            return known(variant.group(1)).map(name -> name + variant.group(2));
        }
        return known(wanted).or(() -> byLanguage(wanted));
    }

    private Optional<String> byLanguage(String wanted) {
        Matcher language = LANGUAGE_FIRST.matcher(wanted);
        return language.matches() ? known(language.group(1)).or(() -> known(language.group(2))) : Optional.empty();
    }

    private Optional<String> known(String name) {
        return names.contains(name) ? Optional.of(name) : Optional.empty();
    }
}
