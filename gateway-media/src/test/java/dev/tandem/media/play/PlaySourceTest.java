package dev.tandem.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Correlation;
import dev.tandem.media.codec.Pcma;
import dev.tandem.media.codec.Pcmu;
import dev.tandem.media.play.PlaySource.WavFile;
import dev.tandem.media.play.PlaySource.WavOctets;
import dev.tandem.media.play.PromptOutcome.Decoded;
import dev.tandem.media.play.PromptOutcome.Fault;
import dev.tandem.media.play.PromptOutcome.Undecodable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaySourceTest {
    @TempDir
    Path directory;

    private static IntToDoubleFunction tone(int rateHz) {
        return sample -> 8_000 * Math.sin(2 * Math.PI * 440 * sample / rateHz)
                + 4_000 * Math.sin(2 * Math.PI * 1_310 * sample / rateHz);
    }

    private static short[] decoded(ByteBuffer wav, int rateHz) {
        PromptOutcome outcome = new WavOctets(wav).decode(rateHz);
        assertThat(outcome).isInstanceOf(Decoded.class);
        Prompt prompt = ((Decoded) outcome).prompt();
        short[] samples = new short[prompt.size()];
        prompt.copy(0, samples, 0, samples.length);
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 24_000, 44_100, 48_000})
    void aFileOfAnyRateSoundsTheSameAtTheRateOfThePlayer(int rateHz) {
        ByteBuffer stereo = Wav.of(1, 2, rateHz, 16, Wav.pcm(rateHz, 2, tone(rateHz)));

        short[] heard = decoded(stereo, 16_000);

        assertThat(heard.length).isBetween(15_999, 16_000);
        assertThat(Correlation.best(heard, 4_000, 4_000, tone(16_000))).isGreaterThan(0.999);
    }

    @Test
    void whatAPlayerAtALowerRateCannotSayDoesNotFoldIntoWhatIsHeard() {
        IntToDoubleFunction tooHigh = sample -> 20_000 * Math.sin(2 * Math.PI * 5_000 * sample / 16_000);

        short[] heard = decoded(Wav.of(1, 1, 16_000, 16, Wav.pcm(16_000, 1, tooHigh)), 8_000);

        for (int i = 100; i < heard.length - 100; i++) {
            assertThat(Math.abs(heard[i])).isLessThan((short) 40);
        }
    }

    @Test
    void bothLawsOfTelephonyAreHeard() {
        byte[] mu = new byte[8_000];
        byte[] a = new byte[8_000];
        for (int i = 0; i < mu.length; i++) {
            mu[i] = Pcmu.compress((short) tone(8_000).applyAsDouble(i));
            a[i] = Pcma.compress((short) tone(8_000).applyAsDouble(i));
        }
        assertThat(Correlation.best(decoded(Wav.of(7, 1, 8_000, 8, mu), 8_000), 1_000, 2_000, tone(8_000)))
                .isGreaterThan(0.999);
        assertThat(Correlation.best(decoded(Wav.of(6, 1, 8_000, 8, a), 8_000), 1_000, 2_000, tone(8_000)))
                .isGreaterThan(0.999);
    }

    @Test
    void aFileWhoseWriterNeverCameToSayItsLengthIsPlayedToItsEnd() {
        byte[] data = Wav.pcm(1_600, 1, tone(8_000));

        assertThat(decoded(Wav.of(1, 1, 8_000, 16, data, 0), 8_000)).hasSize(1_600);
        assertThat(decoded(Wav.of(1, 1, 8_000, 16, data, -1), 8_000)).hasSize(1_600);
    }

    @Test
    void everyBadFileSaysWhatIsWrongWithIt() throws IOException {
        byte[] second = Wav.pcm(8_000, 1, tone(8_000));
        assertFault(ByteBuffer.wrap(Wav.letters("ID3 this is no WAV file")), Fault.NOT_WAV, "RIFF");
        assertFault(ByteBuffer.allocate(0), Fault.NOT_WAV, "RIFF");
        assertFault(Wav.of(1, 1, 8_000, 16, second).limit(30), Fault.NOT_WAV, "no format");
        assertFault(Wav.of(1, 1, 8_000, 16, new byte[0]), Fault.EMPTY, "no sound");
        assertFault(Wav.of(1, 1, 8_000, 8, second), Fault.UNSUPPORTED, "8 bits a sample and not 16");
        assertFault(Wav.of(3, 1, 8_000, 32, second), Fault.UNSUPPORTED, "number 3");
        assertFault(Wav.of(1, 6, 8_000, 16, second), Fault.UNSUPPORTED, "6 channels");
        assertFault(Wav.of(1, 1, 96_000, 16, second), Fault.UNSUPPORTED, "96000 samples");
        assertFault(Wav.of(1, 1, 0x7FFF_FFFF, 16, second), Fault.UNSUPPORTED, "samples a second");
        assertFault(Wav.of(7, 1, 8_000, 8, new byte[8_000 * 600]), Fault.TOO_LONG, "10 min");
        assertThat(new WavFile(directory.resolve("absent.wav")).decode(8_000))
                .isEqualTo(new Undecodable(Fault.NOT_FOUND, "there is no file absent.wav"));
        assertThat(new WavFile(directory).decode(8_000))
                .isInstanceOfSatisfying(
                        Undecodable.class, bad -> assertThat(bad.fault()).isEqualTo(Fault.UNREADABLE));
        Path large = Files.write(directory.resolve("large.wav"), new byte[PlaySource.OCTETS_MAX + 1]);
        assertThat(new WavFile(large).decode(8_000))
                .isInstanceOfSatisfying(
                        Undecodable.class, bad -> assertThat(bad.fault()).isEqualTo(Fault.TOO_LARGE));
    }

    private static void assertFault(ByteBuffer wav, Fault fault, String word) {
        assertThat(new WavOctets(wav).decode(8_000)).isInstanceOfSatisfying(Undecodable.class, bad -> {
            assertThat(bad.fault()).isEqualTo(fault);
            assertThat(bad.message()).contains(word);
        });
    }

    @Test
    void anOffsetLeavesOutTheBeginningAndOneBehindTheEndIsAMistake() {
        ByteBuffer wav = Wav.of(1, 1, 8_000, 16, Wav.pcm(8_000, 1, sample -> sample));

        PromptOutcome half = new WavOctets(wav).from(Duration.ofMillis(500)).decode(8_000);
        PromptOutcome behind = new WavOctets(wav).from(Duration.ofSeconds(1)).decode(8_000);

        short[] first = new short[1];
        ((Decoded) half).prompt().copy(0, first, 0, 1);
        assertThat(first).containsExactly((short) 4_000);
        assertThat(behind)
                .isInstanceOfSatisfying(
                        Undecodable.class, bad -> assertThat(bad.fault()).isEqualTo(Fault.EMPTY));
    }
}
