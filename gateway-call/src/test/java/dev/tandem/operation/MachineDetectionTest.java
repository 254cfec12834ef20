package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.FakeWorld.FakeMember;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a person or a machine answered, for whoever asked to be told. */
class MachineDetectionTest extends CallStage {

    @Test
    void aShortHelloIsAPerson() {
        FakeMember ann = answered();

        say(ann, 300, QUIET);
        say(ann, 400, TALK);
        say(ann, 1_500, QUIET);

        assertThat(told()).last().isEqualTo("Tandem.AnsweringMachineDetection");
        assertThat(last().path("result").asText()).isEqualTo("human");
        assertThat(last().at("/participant/phoneNumber/value").asText()).isEqualTo(ANN.value());
        assertThat(last().path("callConnectionId").asText()).isEqualTo(connection.id());
        assertThat(ann.overheard).as("nobody listens any more").isNull();
    }

    @Test
    void aGreetingIsAMachineAndTheEndOfItsBeepIsTold() {
        FakeMember ann = answered();

        say(ann, 4_000, TALK);
        assertThat(told()).last().isEqualTo("Tandem.AnsweringMachineDetection");
        assertThat(last().path("result").asText()).isEqualTo("machine");

        say(ann, 500, QUIET);
        beep(ann, 500, 1_000);
        assertThat(told()).doesNotContain("Tandem.AnsweringMachineBeepEnded");
        say(ann, 100, QUIET);

        assertThat(told()).last().isEqualTo("Tandem.AnsweringMachineBeepEnded");
        assertThat(last().path("publicEventType").asText()).isEqualTo("Tandem.AnsweringMachineBeepEnded");
        assertThat(ann.overheard).isNull();
    }

    @Test
    void whoSaysNothingIsLeftInDoubt() {
        FakeMember ann = answered();

        say(ann, 3_000, QUIET);

        assertThat(last().path("result").asText()).isEqualTo("unsure");
    }

    @Test
    void whoIsAddedIsListenedToForTheOneWhoAskedForIt() {
        assertThat(seated(ANN).overheard).as("nobody asked").isNull();

        tried(call -> call.participants().add(invitee(BOB, true), asked(), "inv"));
        answer(1);
        say(member(1), 3_000, TALK);

        assertThat(last().path("result").asText()).isEqualTo("machine");
        assertThat(last().path("operationContext").asText()).isEqualTo("ctx");
    }

    @Test
    void speechIsRecognizedWhileTheMachineIsStillDetected() {
        FakeMember ann = answered();
        media(media -> media.recognize(asked(), List.of(), ANN, rules(RecognitionRules.Input.SPEECH), false));
        assertThat(ann.overheard).isNotNull();
        assertThat(ann.overheard.sampleRateHz()).as("as wide as the widest").isEqualTo(16_000);

        say(ann, 300, QUIET);
        say(ann, 400, TALK);
        say(ann, 1_500, QUIET);

        assertThat(told()).last().isEqualTo("Tandem.AnsweringMachineDetection");
        assertThat(speech.asked).hasSize(1);
        assertThat(ann.overheard).isNull();
    }

    private FakeMember answered() {
        calls.create("tenant", "+13125550100", connection, List.of(invitee(ANN, true)))
                .orElseThrow()
                .toCompletableFuture()
                .join();
        answer(0);
        return member(0);
    }
}
