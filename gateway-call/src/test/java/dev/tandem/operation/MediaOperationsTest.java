package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.application.ResultInformation;
import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.call.Refusal;
import dev.tandem.media.PcmSource;
import dev.tandem.operation.Prompts.Prepared;
import dev.tandem.operation.RecognitionRules.Input;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an application plays, listens for and puts on hold. */
class MediaOperationsTest extends CallStage {

    @Test
    void aPromptForOneIsHeardByThemAloneAndItsEndIsTold() {
        create(ANN, BOB);
        answer(0);
        answer(1);

        assertThat(media(media -> media.play(asked(), FILE, List.of(ANN), false, false)))
                .isEmpty();
        drain();
        PcmSource whispered = world.conferences.get(0).members.get(0).whispered;
        assertThat(world.conferences.get(0).members.get(1).whispered).isNull();
        hearOut(whispered);

        assertThat(told()).endsWith("PlayStarted", "PlayCompleted");
    }

    @Test
    void aPromptForEverybodyTakesASeatOfItsOwn() {
        create(ANN);
        answer(0);

        media(media -> media.play(asked(), FILE, List.of(), true, false));
        drain();
        assertThat(world.conferences.get(0).members).hasSize(2);
        media(media -> {
            media.cancelAll();
            return Optional.empty();
        });
        drain();
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(told()).endsWith("PlayStarted", "PlayCanceled");
        assertThat(world.conferences.get(0).members).hasSize(1);
    }

    @Test
    void aSecondPlayWaitsForTheFirstUnlessItInterrupts() {
        create(ANN);
        answer(0);

        media(media -> media.play(asked(), FILE, List.of(ANN), true, false));
        media(media -> media.play(asked(), FILE, List.of(ANN), true, false));
        assertThat(told()).filteredOn("PlayStarted"::equals).hasSize(1);
        media(media -> media.play(asked(), FILE, List.of(ANN), true, true));
        drain();

        assertThat(told()).endsWith("PlayStarted", "PlayCanceled", "PlayCanceled", "PlayStarted");
    }

    @Test
    void aPromptThatCannotBeHadFailsAndTheCallGoesOn() {
        create(ANN);
        answer(0);
        prepared = new Prepared.Missing(ResultInformation.of(400, 8536, "no such file"));

        media(media -> media.play(asked(), FILE, List.of(), false, false));
        drain();

        assertThat(told()).last().isEqualTo("PlayFailed");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8536);
        assertThat(last().path("failedPlaySourceIndex").asInt()).isZero();
        assertThat(connection.state()).isEqualTo("connected");
    }

    @Test
    void fourKeysDuringAPromptAreRecognizedAndThePromptStops() {
        create(ANN);
        answer(0);
        RecognitionRules rules = rules(Input.DTMF);

        media(media -> media.recognize(asked(), FILE, ANN, rules, false));
        drain();
        press(0, "4711");

        assertThat(told()).last().isEqualTo("RecognizeCompleted");
        assertThat(last().path("recognitionType").asText()).isEqualTo("dtmf");
        assertThat(last().at("/dtmfResult/tones")).hasToString("[\"four\",\"seven\",\"one\",\"one\"]");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8531);
    }

    @Test
    void nobodyPressingAKeyInTimeIsAFailureOfTheRecognition() {
        create(ANN);
        answer(0);
        RecognitionRules rules = rules(Input.DTMF);
        world.timers.clear();

        media(media -> media.recognize(asked(), List.of(), ANN, rules, false));
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(told()).last().isEqualTo("RecognizeFailed");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8510);
    }

    @Test
    void everyKeyIsToldWhileItIsListenedFor() {
        create(ANN);
        answer(0);

        media(media -> media.startTones(asked(), ANN));
        press(0, "1#");
        assertThat(told()).endsWith("ContinuousDtmfRecognitionToneReceived", "ContinuousDtmfRecognitionToneReceived");
        assertThat(last().path("tone").asText()).isEqualTo("pound");
        assertThat(last().path("sequenceId").asInt()).isEqualTo(2);

        media(media -> media.stopTones(asked(), ANN));
        press(0, "2");
        assertThat(told()).last().isEqualTo("ContinuousDtmfRecognitionStopped");
        assertThat(media(media -> media.stopTones(asked(), ANN))).contains(Refusal.NOT_RUNNING);
    }

    @Test
    void keysAreSentToOneAndToldWhenTheyHaveBeen() {
        create(ANN);
        answer(0);
        world.timers.clear();

        assertThat(media(media -> media.sendTones(asked(), List.of(Tone.ONE, Tone.POUND), ANN)))
                .isEmpty();
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(world.conferences.get(0).members.get(0).pressed).isEqualTo("1#");
        assertThat(told()).last().isEqualTo("SendDtmfTonesCompleted");
    }

    @Test
    void whoIsOnHoldHearsMusicAloneAndComesBack() {
        create(ANN, BOB);
        answer(0);
        answer(1);

        assertThat(media(media -> media.hold(asked(), ANN, FILE))).isEmpty();
        drain();
        FakeMember seat = world.conferences.get(0).members.get(0);
        assertThat(seat.deaf && seat.muted).isTrue();
        assertThat(seat.whispered).isNotNull();
        assertThat(last().at("/participants/0/isOnHold").asBoolean()).isTrue();

        media(media -> media.resume(ANN));
        world.timers.forEach(Runnable::run);
        drain();
        assertThat(seat.deaf || seat.muted).isFalse();
        assertThat(seat.whispered).isNull();
    }

    /** Listens to the end; the tone is a second long. */
    private void hearOut(PcmSource source) {
        for (int frame = 0; frame < 60; frame++) {
            source.speak(new short[320]);
        }
        drain();
    }
}
