package org.maillage.kernel;

/** Someone else saved since the version at hand was read; answered as a clear conflict (409), never as a silent overwrite. */
public class StaleVersion extends RuntimeException {
    public StaleVersion(Object what) {
        super("Changed since it was read: " + what, null, false, false);
    }
}
