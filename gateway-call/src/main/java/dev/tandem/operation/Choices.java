package dev.tandem.operation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a participant can choose from, by saying it or by pressing a key. */
public record Choices(List<Choice> all) {

    /** Copies the list, so that it is a value. */
    public Choices {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param label by which the application knows it
     * @param phrases what may be said for it
     * @param tone which key may be pressed for it
     */
    public record Choice(String label, List<String> phrases, Optional<Tone> tone) {

        /** Copies the list, so that it is a value. */
        public Choice {
            phrases = List.copyOf(phrases);
        }
    }

    /** A choice that was made by saying a phrase of it. */
    record Said(String label, String phrase) {

        private boolean isPartOf(Said other) {
            String ours = words(phrase);
            String theirs = words(other.phrase);
            return theirs.length() > ours.length() && theirs.contains(ours);
        }
    }

    /** The choice of that key. */
    Optional<Choice> pressed(char digit) {
        return all.stream()
                .filter(choice ->
                        choice.tone().filter(tone -> tone.digit() == digit).isPresent())
                .findFirst();
    }

    /**
     * The choice that was said: whose phrase occurs in the text, word for word. Of two of which one is part of the other, the
     * longer one; of two that were both said, neither.
     */
    Optional<Said> said(String text) {
        String words = words(text);
        List<Said> found = new ArrayList<>();
        for (Choice choice : all) {
            choice.phrases().stream()
                    .filter(phrase -> words.contains(words(phrase)))
                    .map(phrase -> new Said(choice.label(), phrase))
                    .forEach(found::add);
        }
        List<Said> whole = found.stream()
                .filter(said -> found.stream().noneMatch(said::isPartOf))
                .toList();
        boolean one = whole.stream().map(Said::label).distinct().count() == 1;
        return one ? Optional.of(whole.get(0)) : Optional.empty();
    }

    /** Whether anything is left of a phrase once all that is no word is left out: else it would be part of every text. */
    public static boolean isSayable(String phrase) {
        return !words(phrase).isBlank();
    }

    /** Letters and digits in lower case, each word between spaces: punctuation is the provider's own idea. */
    private static String words(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .trim();
        return " " + letters + " ";
    }
}
