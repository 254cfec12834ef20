package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the caller is told when the leg beyond us was refused. */
class HopsAnswerTest {

    /** Every status that any RFC has given a meaning, and what becomes of it. */
    @Test
    void whatTheCalleeSaysGoesOnAndWhatIsBetweenUsAndTheHopDoesNot() {
        IntStream known = IntStream.of(
                300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417,
                420, 421, 422, 423, 424, 425, 428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483,
                484, 485, 486, 487, 488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 555, 580, 600, 603, 604,
                606, 607, 608);
        assertThat(known.mapToObj(status -> status + ">" + HopsAnswer.toldAs(status))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(
                        "300>480 301>480 302>480 305>480 380>480 400>502 401>500 402>500 403>403 404>404 405>502 406>502 "
                                + "407>500 408>480 410>410 412>502 413>502 414>502 415>502 416>502 417>502 420>502 421>502 422>502 "
                                + "423>502 424>502 425>502 428>502 429>502 430>502 433>433 436>502 437>502 438>502 439>502 440>502 "
                                + "469>502 470>502 480>480 481>502 482>502 483>502 484>484 485>480 486>486 487>480 488>488 489>502 "
                                + "491>480 493>502 494>502 500>500 501>502 502>502 503>503 504>504 505>502 513>502 555>500 580>502 "
                                + "600>600 603>603 604>604 606>606 607>607 608>603");
    }

    @Test
    void nobodyIsToldAStatusThatWantsAHeader() {
        assertThat(IntStream.range(300, 700).map(HopsAnswer::toldAs))
                .doesNotContain(300, 301, 302, 305, 401, 405, 407, 415, 420, 421, 422, 423, 469, 485, 489, 494, 608);
    }

    @Test
    void thePhraseSaysWhatTheHopSaid() {
        assertThat(HopsAnswer.phrase(407, "Proxy Authentication Required"))
                .isEqualTo("Next hop said 407 Proxy Authentication Required");
        assertThat(HopsAnswer.phrase(486, "Busy Here")).isEqualTo("Busy Here");
    }
}
