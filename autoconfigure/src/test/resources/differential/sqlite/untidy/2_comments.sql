-- nothing here
/* nor; here */