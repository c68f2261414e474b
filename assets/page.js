// What pages do beyond what forms and links do by themselves.
