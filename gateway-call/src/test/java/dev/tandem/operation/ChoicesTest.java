package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.operation.Choices.Choice;
import dev.tandem.operation.Choices.Said;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {

    private final Choices choices = new Choices(List.of(
            new Choice("yes", List.of("Yes", "yes!", "Sure, why not"), Optional.of(Tone.ONE)),
            new Choice("no", List.of("No", "Don't"), Optional.of(Tone.TWO)),
            new Choice("agent", List.of("Agent"), Optional.empty()),
            new Choice("human", List.of("Human agent"), Optional.empty()),
            new Choice("straße", List.of("Hauptstraße 5"), Optional.empty())));

    @ParameterizedTest
    @CsvSource({
        "yes,yes",
        "'YES!',yes",
        "'Well, yes.',yes",
        "'Sure - why not?',yes",
        "'dont',no",
        "'Don’t!',no",
        "'A human agent, please.',human",
        "'Hauptstraße 5',straße"
    })
    void aPhraseIsRecognizedInsideOfWhatWasSaid(String said, String label) {
        assertThat(choices.said(said)).map(Said::label).contains(label);
    }

    @ParameterizedTest
    @CsvSource({"'eyes'", "'Nobody knows'", "'Yes and no.'", "''", "'…'", "'Hauptstraße 50'"})
    void whatIsNoPhraseOrTwoIsNoChoice(String said) {
        assertThat(choices.said(said)).isEmpty();
    }

    @Test
    void keysBelongToChoices() {
        assertThat(choices.pressed('2')).map(Choice::label).contains("no");
        assertThat(choices.pressed('3')).isEmpty();
    }

    @Test
    void aPhraseOfNoWordsCannotBeSaid() {
        assertThat(Choices.isSayable("…!")).isFalse();
        assertThat(Choices.isSayable("Ja")).isTrue();
    }
}
