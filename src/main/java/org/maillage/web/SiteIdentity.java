package org.maillage.web;

/** How the network names itself on every page; {@code network} knows. */
public interface SiteIdentity {
    /** The common name of the network, such as « Les DLA de Champagne-Ardenne ». */
    String siteName();
}
