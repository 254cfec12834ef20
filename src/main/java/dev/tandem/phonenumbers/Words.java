package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capability;
import dev.tandem.number.NumberType;
import dev.tandem.number.owned.Assignment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The wire's words for one enum of ours. */
public final class Words<E extends Enum<E>> {
    public static final Words<NumberType> NUMBER_TYPE = new Words<>(NumberType.class, type -> switch (type) {
        case GEOGRAPHIC -> "geographic";
        case TOLL_FREE -> "tollFree";
        case MOBILE -> "mobile";
    });
    public static final Words<AssignmentType> ASSIGNMENT_TYPE =
            new Words<>(AssignmentType.class, type -> switch (type) {
                case PERSON -> "person";
                case APPLICATION -> "application";
            });
    public static final Words<Capability> CAPABILITY = new Words<>(Capability.class, capability -> switch (capability) {
        case NONE -> "none";
        case INBOUND -> "inbound";
        case OUTBOUND -> "outbound";
        case INBOUND_OUTBOUND -> "inbound+outbound";
    });
    public static final Words<Assignment.Kind> ASSIGNMENT_KIND =
            new Words<>(Assignment.Kind.class, kind -> switch (kind) {
                case IDENTITY -> "identity";
                case APPLICATION -> "application";
                case SIP -> "sip";
            });

    private final Function<E, String> word;
    private final Map<String, E> meaning;

    private Words(Class<E> type, Function<E, String> word) {
        this.word = word;
        this.meaning = Stream.of(type.getEnumConstants()).collect(Collectors.toMap(word, value -> value));
    }

    /** The wire's word. */
    public String of(E value) {
        return word.apply(value);
    }

    /** What a word of the client means; refused with the words there are, blaming the field {@code target}. */
    public E read(@Nullable String text, String target) {
        return Optional.ofNullable(text)
                .map(meaning::get)
                .orElseThrow(() -> AcsException.badRequest(
                        target + " must be one of " + String.join(", ", new TreeSet<>(meaning.keySet())) + ".",
                        target));
    }

    /** As {@link #read}, but nothing when nothing was given. */
    public Optional<E> readOptional(@Nullable String text, String target) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(read(text, target));
    }
}
