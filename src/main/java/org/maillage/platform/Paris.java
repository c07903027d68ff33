package org.maillage.platform;

import java.time.ZoneId;

/** The zone in which people read times and in which days begin and end; storage is UTC. */
public final class Paris {
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private Paris() {}
}
