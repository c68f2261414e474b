/** First names as they are met at work, so that "Priya should have asked" is known to be about a person. Display names come beside them. */
const list = `aaron abby abdul abdullah abigail adam adele aditi aditya adrian agnes ahmed aiden aisha ajay akash akira alan albert alejandro
alena alessandro alex alexa alexander alexandra alexei alexis alfred ali alice alicia alina alisha allan allison alok amanda amar amber
amelia amin amir amit amy ana anand andre andrea andreas andrei andrew andy angela angelo anil anita anja anjali ankit anna anne annie
anthony anton antonio anya arjun arnold arthur arun arvind asha ashley ashok astrid audrey aya ayesha barbara bart beatrice becky ben benedict
benjamin bernard beth bettina bianca bill billy bjorn bob bogdan boris brad brandon brenda brendan brian bridget bruce bruno bryan caleb
camila carina carl carla carlos carmen carol caroline catherine cathy cecilia chad charlie charlotte chen chloe chris christian christina
christine christopher cindy claire clara claudia clemens colin connor craig cristina daisuke damian dan dana daniel daniela danny daria
darren dave david dawn deborah deepak denis dennis derek diana diego dieter dimitri divya dmitri dominic don donald donna doris dorothy
doug douglas duncan dylan eduardo edward edwin eileen elena eli elias elif elijah elisa elise elizabeth ella ellen elsa emilia emily emma
emre enrique eric erica erik erika erin ernesto esther ethan eva evelyn fabian farah fatima felipe felix fernando fiona florian frances
francesca francesco francis francisco frank franz fred frederik gabriel gabriela gareth gary gavin geoff george gerald gerard giulia
giovanni gopal gordon graham greg gregory greta guillaume gustavo hamza hana hannah hans harald hari harold harry hassan heather heidi
heinz helen helena helga henrik henry herbert hiroshi hugo hussein ian ibrahim ines inga ingrid irene irina isaac isabel isabella ivan
ivana jack jackie jacob jaime jake jamal james jamie jan jana jane janet jared jason javier jay jean jeff jeffrey jelena jen jenna jennifer
jenny jeremy jerry jesse jessica jill jim jimmy jin joan joana joanna joao joe joel johan johanna johannes john johnny jon jonas jonathan
jordan jorge jose josef joseph josh joshua joyce juan juanita judith judy julia julian juliana julie julien jun jürgen justin jyoti kai
kamal karen karim karin karl karthik kate katharina katherine kathleen kathy katie katrin kavita kay keith kelly ken kenji kenneth kevin
khalid kim kiran klaus konrad krishna kristen kristina kumar kurt kyle lakshmi larissa larry lars laura lauren laurent lea leah lee leila
lena leo leon leonard leonardo leonie lewis li liam lily lina linda lisa lorenzo lorenz louis louise luca lucas lucia lucy luis luisa
luka lukas luke lydia lynn madison mahmoud maja manish manoj manuel marc marcel marco marcos marcus margaret maria marie marina mario
marion marisa mark markus marta martha martin martina mary mateo mathias matt matteo matthew matthias maureen maurice max maximilian may
maya megan mehdi mehmet mei melanie melissa mia michael michaela michal michel michelle miguel mihai mike mikhail milan milena mina ming
miriam mohamed mohammed mohan moritz muhammad murat mustafa nadia nancy naomi natalia natalie natasha nathan neha neil nelson nicholas nick nicola
nicolas nicole niklas nikola nikolai nils nina nisha noah noor nora norman oleg olga oliver olivia omar oscar osman oskar pablo pamela
paolo pascal patricia patrick paul paula pavel pedro peter petra phil philip philipp pierre piotr pooja prakash pranav prashant priya
rachel radu rafael rahul raj raja rajesh ralf ralph ramesh ramon raphael raul ravi ray raymond rebecca renate rene ricardo richard rick
rita rob robert roberta roberto robin rodrigo roger rohan rohit roland roman ron ronald rosa ross roy ruben russell ruth ryan sabine
sabrina sachin said sally sam samantha samir samuel sandeep sandra sanjay santiago sara sarah sascha satoshi scott sean sebastian sergei
sergey sergio shane shannon sharon shawn sheila shreya silvia simon simone sofia sonia sonja sophia sophie stefan stefanie stefano
stella stephanie stephen steve steven stewart stuart sue sunil suresh susan susanne sven svetlana sylvia takashi tamara tanya tara tariq
tatiana ted teresa terry theo theresa thomas tiago tim timo timothy tina tobias todd tom tomas tommy tony tracy trevor tyler ulrich uma
ursula uwe valentina valeria vanessa vera veronica victor victoria vijay vikram viktor vincent vinod viola vishal vivek vlad vladimir
walter wanda wei wendy werner william wolfgang xavier xin yan yana yasmin yolanda yuki yuri yusuf yves yvonne zach zachary zara zoe`

export const firstNames: ReadonlySet<string> = new Set(list.split(/\s+/))
