package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of mounts, as proc(5) describes it. */
class MountPointsTest {

    private static final MountPoints TABLE = MountPoints.of(
            """
            21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            36 21 98:0 /vol/pos /data/doshii\\040positions rw,noatime master:1 - ext3 /dev/root rw,errors=continue
            37 21 98:0 /conf /etc/conf ro,noatime - ext3 /dev/root rw
            38 21 98:0 / /cdrom rw - iso9660 /dev/sr0 ro
            39 38 98:0 / /cdrom/overlay rw - tmpfs tmpfs rw
            40 21 0:30 / /odd\\134name\\011 rw - tmpfs tmpfs rw
            """);

    @Test
    void names_a_mount_point_and_not_what_lies_in_it() {
        assertThat(TABLE.contain(Path.of("/data/doshii positions"))).isTrue();
        assertThat(TABLE.contain(Path.of("/odd\\name\t"))).isTrue();
        assertThat(TABLE.contain(Path.of("/data"))).isFalse();
        assertThat(TABLE.contain(Path.of("/cdrom/overlay/positions"))).isFalse();
    }

    @Test
    void tells_where_nobody_may_write() {
        assertThat(TABLE.isReadOnly(Path.of("/etc/conf/sub"))).isTrue();
        assertThat(TABLE.isReadOnly(Path.of("/cdrom/x"))).isTrue();
        assertThat(TABLE.isReadOnly(Path.of("/cdrom/overlay/x"))).isFalse();
        assertThat(TABLE.isReadOnly(Path.of("/etc/confusion"))).isFalse();
        assertThat(TABLE.isReadOnly(Path.of("/tmp"))).isFalse();
    }

    @Test
    void knows_nothing_where_there_is_no_table() {
        assertThat(MountPoints.of("").contain(Path.of("/"))).isFalse();
        assertThat(MountPoints.of("").isReadOnly(Path.of("/"))).isFalse();
    }
}
