package dev.tandem.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission();

    @Test
    void callsComeUntilThreeQuartersOfACoreAndAgainOnlyWhenItHasCalmedDown() {
        assertThat(admission.admits(0)).isTrue();
        assertThat(admission.admits(0.75)).isTrue();
        assertThat(admission.admits(0.76)).isFalse();
        assertThat(admission.admits(0.72)).as("not calm yet").isFalse();
        assertThat(admission.admits(0.69)).isTrue();
        assertThat(admission.admits(0.72)).as("not busy yet").isTrue();
    }
}
