package dev.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @BeforeEach
    void caughtUpToRowTen() {
        backlog.readFrom();
        backlog.read(10, true);
    }

    @Test
    void afterAStartEverythingIsReadFromTheStore() {
        Backlog fresh = new Backlog();

        assertThat(fresh.isBehind()).isTrue();
        assertThat(fresh.readFrom()).isZero();
    }

    @Test
    void whoIsCaughtUpTakesWhatIsCommitted() {
        assertThat(backlog.isBehind()).isFalse();
        assertThat(backlog.takes(11, false)).isTrue();
    }

    @Test
    void whatFindsNoRoomIsReadLaterFromWhereRoomEnded() {
        assertThat(backlog.takes(11, true)).isFalse();
        assertThat(backlog.takes(12, false)).as("order would be lost").isFalse();
        assertThat(backlog.isBehind()).isTrue();
        assertThat(backlog.readFrom()).isEqualTo(10);
    }

    @Test
    void aRowCommittedLateBehindTheOnesAlreadyReadIsTakenFromItsCommit() {
        backlog.takes(15, true);
        backlog.readFrom();
        backlog.read(20, false);

        assertThat(backlog.takes(17, true)).isTrue();
        assertThat(backlog.takes(21, false)).isFalse();
    }

    @Test
    void whatIsCommittedDuringTheLastReadIsReadOnceMore() {
        backlog.takes(11, true);
        backlog.readFrom();
        backlog.takes(12, false);
        backlog.read(11, true);

        assertThat(backlog.isBehind()).isTrue();
        assertThat(backlog.readFrom()).isEqualTo(11);
        backlog.read(12, true);
        assertThat(backlog.isBehind()).isFalse();
    }
}
