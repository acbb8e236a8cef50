brevesFound(["actors",["person","Anne Morel","actors/anne-morel.html","présidente du syndicat des quais",3],["place","Brest","places/brest.html","",2]]);
